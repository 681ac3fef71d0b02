/**
 * Takes word of robots from somebody who heard them elsewhere: when that was, and who
 * they are. Such word only fills in what the robots themselves, and people, have not
 * said.
 */
@NullMarked
package com.lekiwi.heartbeat.state.sighting;

import org.jspecify.annotations.NullMarked;
