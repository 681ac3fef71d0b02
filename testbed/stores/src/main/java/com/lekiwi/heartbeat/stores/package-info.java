/**
 * PostgreSQL and Redis to develop and test against. {@link Stores} decides where they
 * come from, {@link SharedStores} keeps one of each per JVM for tests.
 */
@NullMarked
package com.lekiwi.heartbeat.stores;

import org.jspecify.annotations.NullMarked;
