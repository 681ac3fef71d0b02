/**
 * Things that are done again and again.
 */
@NullMarked
package com.lekiwi.heartbeat.state.pace;

import org.jspecify.annotations.NullMarked;
