/**
 * The robots that were found, and what becomes of them.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery.robot;

import org.jspecify.annotations.NullMarked;
