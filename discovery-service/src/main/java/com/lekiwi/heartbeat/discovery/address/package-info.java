/**
 * What is an address, and which may be contacted.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery.address;

import org.jspecify.annotations.NullMarked;
