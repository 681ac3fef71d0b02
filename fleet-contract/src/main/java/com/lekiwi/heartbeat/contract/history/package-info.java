/**
 * The fleet as it was.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.history;

import org.jspecify.annotations.NullMarked;
