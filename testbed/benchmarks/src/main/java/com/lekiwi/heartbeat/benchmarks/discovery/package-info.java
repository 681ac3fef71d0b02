/**
 * How soon all robots of a network are found and told apart, and whether each is what it
 * is.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.discovery;

import org.jspecify.annotations.NullMarked;
