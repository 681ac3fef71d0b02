package com.lekiwi.heartbeat.adapter.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One adapter and its neighbours for all tests that ask for it. Each test finds the fake
 * well-behaved, and no robots.
 */
public final class DialectStack implements AutoCloseable {

	private final PostgresDatabase database = SharedStores.freshDatabase(DialectStack.class);

	private final FakeStateManager stateManager = new FakeStateManager(this.database);

	private final Adapter adapter = Adapter.start(this.database, this.stateManager.uri(), Adapter.PATIENT);

	public Adapter adapter() {
		return this.adapter;
	}

	public FakeStateManager stateManager() {
		return this.stateManager;
	}

	public PostgresDatabase database() {
		return this.database;
	}

	public void execute(String sql) {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	private DialectStack fresh() {
		this.stateManager.behave();
		execute("TRUNCATE robots CASCADE");
		return this;
	}

	@Override
	public void close() throws SQLException {
		this.adapter.close();
		this.stateManager.close();
	}

	/** Gives tests the stack. */
	public static final class Resolver implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == DialectStack.class;
		}

		@Override
		public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
			return context.getRoot()
				.getStore(Namespace.create(DialectStack.class))
				.computeIfAbsent(DialectStack.class, _ -> new DialectStack(), DialectStack.class)
				.fresh();
		}

	}

}
