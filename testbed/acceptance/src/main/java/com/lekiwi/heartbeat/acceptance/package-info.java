/**
 * Scenarios that hold the whole running system against what it promises. There is nothing
 * but tests.
 */
@NullMarked
package com.lekiwi.heartbeat.acceptance;

import org.jspecify.annotations.NullMarked;
