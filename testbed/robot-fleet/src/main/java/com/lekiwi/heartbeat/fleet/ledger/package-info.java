/**
 * What became of every beat that was made.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.ledger;

import org.jspecify.annotations.NullMarked;
