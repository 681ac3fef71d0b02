/**
 * One address is asked, within bounds, and what answers is judged by its evidence.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery.probe;

import org.jspecify.annotations.NullMarked;
