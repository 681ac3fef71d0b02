package com.lekiwi.heartbeat.state.observer;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * Connections for those who watch: no reader and no flood of beats ever makes the
 * observer look blind.
 */
@Component
public final class WatchDatabase implements AutoCloseable {

	/** The watch, the leases, their rebuilding, and what ends by itself. */
	private static final int CONNECTIONS = 4;

	private final HikariDataSource pool;

	WatchDatabase(JdbcConnectionDetails details) {
		HikariConfig config = new HikariConfig();
		config.setPoolName("watch");
		config.setJdbcUrl(details.getJdbcUrl());
		config.setUsername(details.getUsername());
		config.setPassword(details.getPassword());
		config.setMaximumPoolSize(CONNECTIONS);
		config.setAutoCommit(false);
		config.setConnectionTimeout(500);
		config.setValidationTimeout(250);
		// The service starts while the database is away.
		config.setInitializationFailTimeout(-1);
		config.addDataSourceProperty("ApplicationName", "state-manager-watch");
		config.addDataSourceProperty("socketTimeout", "10");
		config.addDataSourceProperty("connectTimeout", "2");
		// A replica that is stopped in the middle of a transaction must not hold its
		// locks. And a thousand robots are looked up one by one: to read all of a large
		// fleet for them looks cheap only where a disk has to be moved. To share out a
		// statement of some milliseconds takes longer than it does.
		config.addDataSourceProperty("options", """
				-c idle_in_transaction_session_timeout=1000 -c random_page_cost=1.1 \
				-c max_parallel_workers_per_gather=0""");
		this.pool = new HikariDataSource(config);
	}

	/**
	 * What is done in a transaction.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	public interface Work<T> {

		/**
		 * Does it.
		 * @param connection in the transaction
		 * @return what is known once it is committed
		 * @throws SQLException if the store refuses or is away; rolls back
		 */
		T in(Connection connection) throws SQLException;

	}

	/**
	 * Does something in a transaction of its own. What is registered with Spring to be
	 * done after the commit is done, as telling readers of events.
	 * @param work what is done
	 * @param <T> what it returns
	 * @return what it returned, after the commit
	 * @throws SQLException if the store refuses or is away; nothing was done then
	 */
	public <T> T transact(Work<T> work) throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			TransactionSynchronizationManager.initSynchronization();
			try {
				T result = commit(work, connection);
				TransactionSynchronizationUtils.triggerAfterCommit();
				return result;
			}
			finally {
				TransactionSynchronizationManager.clearSynchronization();
			}
		}
	}

	private static <T> T commit(Work<T> work, Connection connection) throws SQLException {
		try {
			T result = work.in(connection);
			connection.commit();
			return result;
		}
		catch (SQLException | RuntimeException ex) {
			rollBack(connection, ex);
			throw ex;
		}
	}

	/**
	 * Does one statement that is a transaction by itself.
	 * @param work one statement
	 * @param <T> what it returns
	 * @return what it returned
	 * @throws SQLException if the store refuses or is away
	 */
	public <T> T alone(Work<T> work) throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			connection.setAutoCommit(true);
			return work.in(connection);
		}
	}

	private static void rollBack(Connection connection, Exception cause) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			// The connection is broken: the server rolls back by itself.
			cause.addSuppressed(ex);
		}
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
