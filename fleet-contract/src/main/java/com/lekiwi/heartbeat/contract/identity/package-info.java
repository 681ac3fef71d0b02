/**
 * How a robot is named and what kind it is.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.identity;

import org.jspecify.annotations.NullMarked;
