#!/bin/sh
# compile.sh COMPILER ARCHITECTURE ASSEMBLY: writes the assembly with native code into this folder, which holds references.rsp.
# What cannot be compiled is taken as it is: it works, and starts a little later.
name=$(basename "$3")
"$1" "$3" -o "$name" @references.rsp --targetos:linux --targetarch:"$2" -O >"$name.log" 2>&1 || cp "$3" "$name"
