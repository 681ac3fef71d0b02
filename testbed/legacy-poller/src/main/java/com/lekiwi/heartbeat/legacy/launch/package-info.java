/**
 * The legacy as a library, and as a program.
 */
@NullMarked
package com.lekiwi.heartbeat.legacy.launch;

import org.jspecify.annotations.NullMarked;
