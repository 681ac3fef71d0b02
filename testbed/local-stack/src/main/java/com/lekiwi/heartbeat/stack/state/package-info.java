/**
 * What a stack keeps in its directory: records, passwords, logs, data.
 */
@NullMarked
package com.lekiwi.heartbeat.stack.state;

import org.jspecify.annotations.NullMarked;
