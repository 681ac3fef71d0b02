/**
 * Processes that are started, watched and ended, and told from others of the same number.
 */
@NullMarked
package com.lekiwi.heartbeat.stack.process;

import org.jspecify.annotations.NullMarked;
