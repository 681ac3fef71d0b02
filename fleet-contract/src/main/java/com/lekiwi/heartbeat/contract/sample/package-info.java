/**
 * A robot's numbers over time.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.sample;

import org.jspecify.annotations.NullMarked;
