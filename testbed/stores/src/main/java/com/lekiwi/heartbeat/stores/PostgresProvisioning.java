package com.lekiwi.heartbeat.stores;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Makes roles and databases. The role owns its database: since PostgreSQL 15 a grant on
 * the database alone does not let it create tables in the schema {@code public}.
 *
 * @param superuser connects to a database that is always there, with the right to create
 * @param role owns what is made
 * @param password the role's password, hexadecimal as {@link Passwords} makes it
 */
record PostgresProvisioning(PostgresDatabase superuser, String role, String password) {

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

	/** Makes the role and the database where they are missing, and sets the password. */
	void provision() {
		try (Connection connection = this.superuser.connect(); Statement statement = connection.createStatement()) {
			boolean known = exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + this.role + "'");
			statement.execute((known ? "ALTER" : "CREATE") + " ROLE " + this.role + " LOGIN PASSWORD '"
					+ quoted(this.password) + "'");
			if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + PostgresStore.DATABASE + "'")) {
				statement.execute("CREATE DATABASE " + PostgresStore.DATABASE + " OWNER " + this.role);
			}
		}
		catch (SQLException ex) {
			throw new StoreException("PostgreSQL: cannot make the role " + this.role + " and its database", ex);
		}
	}

	/**
	 * Makes an empty database.
	 * @param name see {@link PostgresStore#freshDatabase(String)}
	 */
	void recreate(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("not a database name: it must match " + NAME.pattern());
		}
		try (Connection connection = this.superuser.connect(); Statement statement = connection.createStatement()) {
			statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
			statement.execute("CREATE DATABASE " + name + " OWNER " + this.role);
		}
		catch (SQLException ex) {
			throw new StoreException("PostgreSQL: cannot make the database " + name, ex);
		}
	}

	private static boolean exists(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			return rows.next();
		}
	}

	static String quoted(String text) {
		return text.replace("'", "''");
	}

	@Override
	public String toString() {
		return "PostgresProvisioning[role=" + this.role + "]";
	}

}
