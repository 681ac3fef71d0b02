/**
 * A stack from its start to its end.
 */
@NullMarked
package com.lekiwi.heartbeat.stack.run;

import org.jspecify.annotations.NullMarked;
