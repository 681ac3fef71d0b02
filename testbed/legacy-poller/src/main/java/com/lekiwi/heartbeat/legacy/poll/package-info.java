/**
 * Asks robot after robot how it is.
 */
@NullMarked
package com.lekiwi.heartbeat.legacy.poll;

import org.jspecify.annotations.NullMarked;
