using Sakimori.Kernel;

namespace Sakimori.Host;

/// <summary>One setting: the same name in <c>sakimori.json</c>, as <c>--name</c> and, in capitals, as <c>SAKIMORI_NAME</c>.</summary>
/// <param name="Name">Lower case with hyphens: <c>smtp-host</c>.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Expected">What it may be, as the remedy of a wrong value.</param>
/// <param name="Default">What holds without it.</param>
/// <param name="Apply">The settings with that value; null when the value is wrong.</param>
public sealed record Setting(string Name, Text Meaning, Text Expected, Text Default, Func<PortalSettings, string, PortalSettings?> Apply)
{
    /// <summary>True when its value is never repeated in a message.</summary>
    public bool Secret { get; init; }

    /// <summary>The environment's variable.</summary>
    public string Variable => "SAKIMORI_" + Name.ToUpperInvariant().Replace('-', '_');

    /// <summary>The fault of a wrong value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">Where it was given: the option, the variable or the key of the file.</param>
    internal Fault Wrong(string value, string place)
        => new(new($"設定 {Name} の値を使えません。", $"The value of {Name} cannot be used."),
            new($"{Expected.Ja}を指定してください。", $"Give {Expected.En}."), Column: place, Value: Secret ? "…" : value);
}
