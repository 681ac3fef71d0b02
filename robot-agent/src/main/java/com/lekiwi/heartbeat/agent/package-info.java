/**
 * Tests of the agent, which is a program in Python: there is nothing else in this module.
 */
@NullMarked
package com.lekiwi.heartbeat.agent;

import org.jspecify.annotations.NullMarked;
