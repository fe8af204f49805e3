using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>Compares names as people write them, and finds the one that was probably meant.</summary>
public static class NearestName
{
    private const int Longest = 64;

    /// <summary>The form in which names are compared: half-width letters, full-width kana, lower case, no white space.</summary>
    public static string Fold(string name)
    {
        var folded = JapaneseText.Fold(name).ToLowerInvariant();
        return folded.Any(char.IsWhiteSpace) ? string.Concat(folded.Where(c => !char.IsWhiteSpace(c))) : folded;
    }

    /// <summary>The name, with whatever it names, that needs the fewest edits; null when none is near.</summary>
    /// <param name="folded">What was written, folded.</param>
    /// <param name="names">Folded names.</param>
    public static T? Of<T>(string folded, IEnumerable<(string Folded, T Named)> names)
        where T : class
    {
        if (folded.Length is 0 or > Longest)
            return null;
        T? nearest = null;
        var fewest = int.MaxValue;
        foreach (var (name, named) in names)
        {
            // A third of the letters may differ; one letter always may, unless nothing would be left in common.
            var allowed = Math.Max(folded.Length, name.Length) is var longer && longer < 2 ? 0 : Math.Max(1, longer / 3);
            if (name.Length <= Longest && Math.Abs(name.Length - folded.Length) <= allowed
                && Distance(folded, name) is var edits && edits <= allowed && edits < fewest)
                (nearest, fewest) = (named, edits);
        }

        return nearest;
    }

    // Levenshtein's distance: letters to insert, delete or replace.
    private static int Distance(string a, string b)
    {
        Span<int> above = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++)
            above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = above[0];
            above[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.Min(replaced, Math.Min(above[j], above[j - 1]) + 1);
            }
        }

        return above[b.Length];
    }
}
