/**
 * How the records are written as JSON.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.json;

import org.jspecify.annotations.NullMarked;
