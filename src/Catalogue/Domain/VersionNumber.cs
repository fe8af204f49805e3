namespace Sakimori.Catalogue.Domain;

/// <summary>The number of a version: whole numbers with points between them, such as <c>2026.1</c>; 2026.10 comes after 2026.9.</summary>
public static class VersionNumber
{
    /// <summary>True when a text is a version number of at most 20 characters, without leading zeros.</summary>
    public static bool IsValid(string version)
        => version.Length is > 0 and <= 20 && version.Split('.').All(part =>
            part.Length is > 0 and <= 9 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'));

    /// <summary>Orders two valid version numbers; a missing part counts as less than any.</summary>
    public static int Compare(string first, string second)
    {
        var (a, b) = (first.Split('.'), second.Split('.'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (int.Parse(a[i]).CompareTo(int.Parse(b[i])) is not 0 and var order)
                return order;
        }

        return a.Length.CompareTo(b.Length);
    }
}
