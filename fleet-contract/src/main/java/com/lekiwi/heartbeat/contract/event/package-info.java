/**
 * The log of changes, as services read it.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.event;

import org.jspecify.annotations.NullMarked;
