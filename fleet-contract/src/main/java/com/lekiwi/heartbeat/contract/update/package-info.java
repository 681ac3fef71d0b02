/**
 * What services publish to each other when the fleet changes.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.update;

import org.jspecify.annotations.NullMarked;
