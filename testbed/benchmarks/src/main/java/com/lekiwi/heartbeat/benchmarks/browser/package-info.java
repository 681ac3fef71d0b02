/**
 * The dashboard in a browser: how smooth it is, and what it keeps.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.browser;

import org.jspecify.annotations.NullMarked;
