using Sakimori.Platform.Access;

namespace Sakimori.Directory.Pages;

/// <summary>TLP labels in forms.</summary>
internal static class TlpForm
{
    /// <summary>Every label from the widest on.</summary>
    public static IReadOnlyList<Tlp> All { get; } = [Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red];

    /// <summary>The label without its prefix: <c>AMBER+STRICT</c>.</summary>
    public static string Label(Tlp tlp) => tlp == Tlp.AmberStrict ? "AMBER+STRICT" : tlp.ToString().ToUpperInvariant();

    /// <summary>The label of a posted text; amber when it is none.</summary>
    public static Tlp Parse(string text) => All.Where(t => Label(t) == text).Append(Tlp.Amber).First();
}
