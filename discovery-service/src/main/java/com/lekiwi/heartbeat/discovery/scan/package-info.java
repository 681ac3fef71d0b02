/**
 * Many addresses are asked, shared by all replicas.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery.scan;

import org.jspecify.annotations.NullMarked;
