/**
 * Architecture rules shared by the tests of every module.
 */
@NullMarked
package com.lekiwi.heartbeat.conventions;

import org.jspecify.annotations.NullMarked;
