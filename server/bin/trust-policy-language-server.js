#!/usr/bin/env node
import "../dist/language-server.cjs";
