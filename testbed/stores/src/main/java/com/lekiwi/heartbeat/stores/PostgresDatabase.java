package com.lekiwi.heartbeat.stores;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * How to connect to one database.
 *
 * @param url a JDBC URL without credentials
 * @param user the role to connect as
 * @param password that role's password
 */
public record PostgresDatabase(String url, String user, String password) {

	/**
	 * Opens a connection.
	 * @return a connection that the caller closes
	 * @throws SQLException if the server refuses or does not answer
	 */
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url, this.user, this.password);
	}

	static PostgresDatabase at(String host, int port, String name, String user, String password) {
		return new PostgresDatabase("jdbc:postgresql://" + host + ":" + port + "/" + name, user, password);
	}

	@Override
	public String toString() {
		return this.url + " as " + this.user;
	}

}
