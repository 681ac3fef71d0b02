/**
 * Many rows in one statement: a PostgreSQL array a column.
 */
@NullMarked
package com.lekiwi.heartbeat.state.bulk;

import org.jspecify.annotations.NullMarked;
