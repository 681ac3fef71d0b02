/**
 * Which robot speaks which dialect.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.dialect;

import org.jspecify.annotations.NullMarked;
