/**
 * The fleet as a file, streamed.
 */
@NullMarked
package com.lekiwi.heartbeat.state.export;

import org.jspecify.annotations.NullMarked;
