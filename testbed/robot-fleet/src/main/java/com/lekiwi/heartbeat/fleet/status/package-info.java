/**
 * What each robot answers on its own address.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.status;

import org.jspecify.annotations.NullMarked;
