/**
 * Work that is done again and again, in a thread of its own.
 */
@NullMarked
package com.lekiwi.heartbeat.starter.pace;

import org.jspecify.annotations.NullMarked;
