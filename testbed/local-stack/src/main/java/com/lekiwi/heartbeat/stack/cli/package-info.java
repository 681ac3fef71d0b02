/**
 * The command line.
 */
@NullMarked
package com.lekiwi.heartbeat.stack.cli;

import org.jspecify.annotations.NullMarked;
