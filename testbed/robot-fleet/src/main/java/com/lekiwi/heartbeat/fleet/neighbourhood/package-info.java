/**
 * What else lives on the fleet's network: robots that never beat, sick ones, and things
 * that are no robots.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.neighbourhood;

import org.jspecify.annotations.NullMarked;
