using System.Text.Json;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Host;

/// <summary>Reads the settings from where they stand, each later place before the earlier: file, environment, command line.</summary>
public static class SettingsReader
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "sakimori.json";

    // Variables of the tools around the server.
    private static readonly string[] OtherVariables = ["SAKIMORI_DATA", "SAKIMORI_LANG", "SAKIMORI_KEY", "SAKIMORI_ACCEPT_GOLDEN"];

    /// <summary>The settings of a data folder, or a failure that names every wrong one with its value and what would be right.</summary>
    /// <param name="dataFolder">The data folder; it need not exist yet.</param>
    /// <param name="commandLine">Names without hyphens before them, and values.</param>
    /// <param name="environment">The process's environment.</param>
    public static Outcome<PortalSettings> Read(
        string dataFolder, IEnumerable<(string Name, string Value)> commandLine, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var faults = new List<Fault>();
        var variables = environment.ToList();
        var settings = new PortalSettings
        {
            DataFolder = dataFolder,
            CredentialsFolder = variables.Find(v => v.Key == "CREDENTIALS_DIRECTORY").Value is { Length: > 0 } folder ? folder : null,
        };
        foreach (var (name, value) in FromFile(Path.Combine(dataFolder, FileName), faults))
            settings = Apply(settings, s => s.Name == name, value, name, faults);
        foreach (var (variable, value) in variables.Where(IsSetting).OrderBy(v => v.Key, StringComparer.Ordinal))
            settings = Apply(settings, s => s.Variable == variable, value, variable, faults);
        foreach (var (name, value) in commandLine)
            settings = Apply(settings, s => s.Name == name, value, "--" + name, faults);
        return faults.Count > 0 ? Settings.Wrong(faults) : settings.Validate() is { } wrong ? wrong : settings;
    }

    private static bool IsSetting(KeyValuePair<string, string> variable)
        => variable.Key.StartsWith("SAKIMORI_", StringComparison.Ordinal) && variable.Value.Length > 0
            && !variable.Key.StartsWith("SAKIMORI_TEST_", StringComparison.Ordinal) && !OtherVariables.Contains(variable.Key);

    private static PortalSettings Apply(PortalSettings settings, Func<Setting, bool> named, string value, string place, List<Fault> faults)
    {
        if (Settings.All.SingleOrDefault(named) is not { } setting)
        {
            faults.Add(Unknown(place));
            return settings;
        }

        if (setting.Apply(settings, value) is { } applied)
            return applied;
        faults.Add(setting.Wrong(value, place));
        return settings;
    }

    private static Fault Unknown(string place)
    {
        var variable = place.StartsWith("SAKIMORI_", StringComparison.Ordinal);
        var names = Settings.All.Select(s => variable ? s.Variable : s.Name).ToList();
        var nearest = NearestName.Of(NearestName.Fold(place), names.Select(n => (NearestName.Fold(n), n)));
        return new(new($"設定 {place} はありません。", $"There is no setting {place}."),
            nearest is not null
                ? new($"{nearest} ではありませんか。", $"Did you mean {nearest}?")
                : new($"消すか、次のどれかにしてください：{string.Join("、", names)}", $"Remove it, or use one of: {string.Join(", ", names)}"),
            Column: place);
    }

    private static List<(string Name, string Value)> FromFile(string path, List<Fault> faults)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return [.. json.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.ToString() is var text && p.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? text.ToLowerInvariant() : text))];
            faults.Add(Unreadable(path, null));
        }
        catch (JsonException error)
        {
            faults.Add(Unreadable(path, (int?)error.LineNumber + 1));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(Unreadable(path, null));
        }

        return [];
    }

    private static Fault Unreadable(string path, int? row)
        => new(new($"{path} を読めません。", $"{path} cannot be read."),
            new("""{ "port": 8080 } のような JSON にしてください。""", """Write JSON such as { "port": 8080 }."""), row, FileName);
}
