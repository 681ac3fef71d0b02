/**
 * The whole system on one machine.
 */
@NullMarked
package com.lekiwi.heartbeat.stack;

import org.jspecify.annotations.NullMarked;
