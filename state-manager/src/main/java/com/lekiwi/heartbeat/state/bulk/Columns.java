package com.lekiwi.heartbeat.state.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Binds rows to a statement as arrays, one a column, for {@code unnest}. Each call binds
 * the next parameter.
 *
 * @param <R> what a row is made from
 */
public final class Columns<R> {

	private final Connection connection;

	private final PreparedStatement statement;

	private final List<R> rows;

	private int parameter;

	/**
	 * Begins at the statement's first parameter.
	 * @param connection the statement's connection
	 * @param statement whose parameters are arrays
	 * @param rows the rows
	 */
	public Columns(Connection connection, PreparedStatement statement, List<R> rows) {
		this.connection = connection;
		this.statement = statement;
		this.rows = rows;
	}

	/**
	 * Binds a column of {@code text}.
	 * @param value a row's value
	 * @throws SQLException if the connection is closed
	 */
	public void texts(Function<R, @Nullable String> value) throws SQLException {
		bind("text", String[]::new, value);
	}

	/**
	 * Binds a column of {@code bigint}.
	 * @param value a row's value
	 * @throws SQLException if the connection is closed
	 */
	public void longs(Function<R, @Nullable Long> value) throws SQLException {
		bind("int8", Long[]::new, value);
	}

	/**
	 * Binds a column of {@code bigint} that has no null.
	 * @param value a row's value
	 * @throws SQLException if the connection is closed
	 */
	public void knownLongs(ToLongFunction<R> value) throws SQLException {
		long[] values = new long[this.rows.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = value.applyAsLong(this.rows.get(i));
		}
		bind(values);
	}

	/**
	 * Binds a column of {@code integer} that has no null.
	 * @param value a row's value
	 * @throws SQLException if the connection is closed
	 */
	public void knownIntegers(ToIntFunction<R> value) throws SQLException {
		int[] values = new int[this.rows.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = value.applyAsInt(this.rows.get(i));
		}
		bind(values);
	}

	/**
	 * Binds how many rows there are, as one {@code integer}.
	 * @throws SQLException if the connection is closed
	 */
	public void size() throws SQLException {
		this.parameter++;
		this.statement.setInt(this.parameter, this.rows.size());
	}

	/**
	 * Binds a column of {@code real}.
	 * @param value a row's value
	 * @throws SQLException if the connection is closed
	 */
	public void floats(Function<R, @Nullable Float> value) throws SQLException {
		bind("float4", Float[]::new, value);
	}

	/**
	 * Binds a column of {@code boolean}.
	 * @param value a row's value
	 * @throws SQLException if the connection is closed
	 */
	public void booleans(Function<R, @Nullable Boolean> value) throws SQLException {
		bind("bool", Boolean[]::new, value);
	}

	/** An array of the value's own class: only such arrays travel in binary form. */
	private <T> void bind(String type, IntFunction<@Nullable T[]> array, Function<R, @Nullable T> value)
			throws SQLException {
		@Nullable T[] values = array.apply(this.rows.size());
		for (int i = 0; i < values.length; i++) {
			values[i] = value.apply(this.rows.get(i));
		}
		this.parameter++;
		this.statement.setArray(this.parameter, this.connection.createArrayOf(type, values));
	}

	private void bind(Object primitives) throws SQLException {
		this.parameter++;
		this.statement.setObject(this.parameter, primitives);
	}

}
