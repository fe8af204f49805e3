namespace Sakimori.Benchmark.Files.Office;

/// <summary>How many lines a text takes in a column; Japanese characters are two wide.</summary>
internal static class TextLines
{
    /// <summary>The lines of a text that is broken at <paramref name="width"/> characters, generously.</summary>
    public static int Count(string text, double width)
    {
        var lines = 0;
        foreach (var line in text.Split('\n'))
        {
            double used = 0, word = 0;
            var taken = 1;
            foreach (var c in line)
            {
                var wide = c >= '\u1100' ? 2 : 1;
                word = wide == 2 || c == ' ' ? 0 : word + wide;
                used += wide;
                if (used <= width)
                    continue;
                taken++;
                used = Math.Min(word, width / 2) + (word == 0 ? wide : 0);
            }

            lines += taken;
        }

        return lines;
    }
}
