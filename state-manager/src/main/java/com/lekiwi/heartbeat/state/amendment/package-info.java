/**
 * What people say of a robot: its name, its site and its tags.
 */
@NullMarked
package com.lekiwi.heartbeat.state.amendment;

import org.jspecify.annotations.NullMarked;
