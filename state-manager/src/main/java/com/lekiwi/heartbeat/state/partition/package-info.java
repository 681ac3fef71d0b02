/**
 * Makes the partitions of tomorrow and drops those of long ago.
 */
@NullMarked
package com.lekiwi.heartbeat.state.partition;

import org.jspecify.annotations.NullMarked;
