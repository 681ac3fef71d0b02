/**
 * What every service runs with.
 */
@NullMarked
package com.lekiwi.heartbeat.starter;

import org.jspecify.annotations.NullMarked;
