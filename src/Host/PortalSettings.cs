using Sakimori.Kernel;

namespace Sakimori.Host;

/// <summary>
/// The settings of a portal: from the command line, else the environment (<c>SAKIMORI_…</c>), else <c>sakimori.json</c> in the
/// data folder, else the default.
/// </summary>
public sealed record PortalSettings
{
    /// <summary>The port that is tried first.</summary>
    public const int DefaultPort = 8080;

    /// <summary>The data folder; made when missing. It has one owner at a time.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The port on loopback; null takes the default 8080, or a free one when that is taken.</summary>
    public int? Port { get; init; }

    /// <summary>An Npgsql connection string; null keeps records in SQLite in the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>Loads the worked example: published figures and a synthetic demonstration set.</summary>
    public bool Example { get; init; }

    /// <summary>The failure of the settings, naming each wrong one; null when they will do.</summary>
    public Failure? Validate()
    {
        var faults = new List<Fault>();
        if (Port is < 0 or > 65535)
        {
            faults.Add(new(new("ポート番号が範囲外です。", "The port is out of range."),
                new("0〜65535 の数を指定してください。", "Give a number from 0 to 65535."), Column: "--port / SAKIMORI_PORT", Value: $"{Port}"));
        }

        if (Database is not null && !IsPostgres(Database))
        {
            faults.Add(new(new("データベースの接続文字列を読めません。", "The database connection string cannot be read."),
                new("Host=…;Database=…;Username=… の形にしてください。", "Write it like Host=…;Database=…;Username=…."),
                Column: "--database / SAKIMORI_DATABASE"));
        }

        return faults.Count == 0 ? null : new Failure(FailureKind.Invalid, new("設定に誤りがあります。", "The settings are wrong."), faults);
    }

    private static bool IsPostgres(string text)
    {
        try
        {
            return new Npgsql.NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
