namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>What a number of a sheet stands for.</summary>
internal enum NumberKind
{
    /// <summary>A number.</summary>
    Plain,

    /// <summary>A day, shown without time.</summary>
    Day,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A day with a time.</summary>
    DayAndTime,
}

/// <summary>Tells what a number stands for by its format (ECMA-376 part 1, 18.8.30 and 18.8.31).</summary>
internal static class NumberKinds
{
    /// <summary>The kind of a format that is known by its number alone; 27 to 36 and 50 to 58 are the Japanese ones: eras, 年月日, 時分.</summary>
    public static NumberKind BuiltIn(int id) => id switch
    {
        14 or 15 or 16 or 17 => NumberKind.Day,
        18 or 19 or 20 or 21 or 32 or 33 or 45 or 46 or 47 => NumberKind.Time,
        22 => NumberKind.DayAndTime,
        (>= 27 and <= 36) or (>= 50 and <= 58) => NumberKind.Day,
        _ => NumberKind.Plain,
    };

    /// <summary>The kind of a format code, by the letters of its first section outside quotes, escapes and brackets.</summary>
    public static NumberKind OfCode(string code)
    {
        bool day = false, time = false;
        foreach (var word in (ReadOnlySpan<string>)["General", "G/標準", "AM/PM", "A/P"])
            code = code.Replace(word, "", StringComparison.OrdinalIgnoreCase);
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"':
                    i = Skip(code, i, '"');
                    break;
                case '[':
                    var end = Skip(code, i, ']');
                    time |= end - i > 1 && "hms".Contains(char.ToLowerInvariant(code[i + 1]), StringComparison.Ordinal)
                        && code.AsSpan(i + 1, end - i - 1).ContainsAnyExcept(code[i + 1], ']') is false;
                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'e' when i + 1 < code.Length && code[i + 1] is '+' or '-':
                    i++;
                    break;
                case 'y' or 'd' or 'g' or 'e' or 'a':
                    day = true;
                    break;
                case 'h' or 's':
                    time = true;
                    break;
                case 'm' when !time && code.AsSpan(i + 1).IndexOfAny('s', 'S') < 0:
                    day = true;
                    break;
            }
        }

        return (day, time) switch
        {
            (true, true) => NumberKind.DayAndTime,
            (true, false) => NumberKind.Day,
            (false, true) => NumberKind.Time,
            _ => NumberKind.Plain,
        };
    }

    private static int Skip(string code, int from, char until)
    {
        var end = code.IndexOf(until, from + 1);
        return end < 0 ? code.Length : end;
    }
}
