/**
 * Which robots there are: their ids, sites and addresses.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.roster;

import org.jspecify.annotations.NullMarked;
