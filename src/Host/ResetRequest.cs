using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Operations;
using Sakimori.Platform.Records;

namespace Sakimori.Host;

/// <summary>
/// How whoever owns the data folder asks the running server for a new administrator's link (ADR 0008): the asker makes the token,
/// leaves its SHA-256 in a file that only the owner can write, and knows by the file's end that the server took it. No secret is
/// ever on disk.
/// </summary>
public static class ResetRequest
{
    private const string FileName = "reset-admin.request";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How long an asker waits for the server.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks the server that holds a data folder; the path of the link, or a failure when it does not answer.</summary>
    public static async Task<Outcome<string>> AskAsync(string folder, TimeProvider time, CancellationToken cancel)
    {
        var (token, path) = (OneTimeLinks.NewToken(), Path.Combine(Path.GetFullPath(folder), FileName));
        try
        {
            await WriteAsync(path, Convert.ToHexStringLower(OneTimeLinks.Hash(token)), cancel);
            for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience; await Task.Delay(Pause, time, cancel))
            {
                if (!File.Exists(path))
                    return $"/setup/{token}";
            }

            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Failure(FailureKind.Unavailable, new(
                $"{path} に書き込めません（{error.Message}）。データフォルダーの持ち主として実行してください。",
                $"{path} cannot be written ({error.Message}). Run this as the owner of the data folder."));
        }

        return new Failure(FailureKind.Unavailable, new(
            "サーバーが応答しません。サーバーを終了してから、もう一度実行してください。", "The server does not answer. Stop it and run this again."));
    }

    /// <summary>The hash that waits in a folder; null when there is none. What is no hash is thrown away.</summary>
    internal static byte[]? Take(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists)
            return null;
        var text = file.LinkTarget is null && file.Length == 64 && IsOwners(file) ? File.ReadAllText(file.FullName) : "";
        return text.Length == 64 && text.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(text) : [];
    }

    /// <summary>Says to the asker that the request was taken.</summary>
    internal static void End(string folder) => File.Delete(Path.Combine(folder, FileName));

    private static bool IsOwners(FileInfo file)
        => OperatingSystem.IsWindows() || (file.UnixFileMode & ~Owner) == 0;

    // Under its name only when it is whole.
    private static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        await using (var file = new StreamWriter(part, options))
            await file.WriteAsync(text.AsMemory(), cancel);
        File.Move(part, path, overwrite: true);
    }
}

/// <summary>Looks for requests while the server runs.</summary>
internal sealed class ResetRequests(RunningPortal portal, Works works, TimeProvider time, ILogger<ResetRequests> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AnswerAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError("A request for an administrator's link could not be answered: {Error}", error.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAsync(CancellationToken cancel)
    {
        if (ResetRequest.Take(portal.DataFolder) is not { } hash)
            return;
        if (hash.Length > 0)
        {
            await using var work = await works.BeginAsync(Reader.System, cancel);
            await FirstAdministrator.ResetAsync(work, hash, cancel);
            log.LogWarning("The owner of the data folder asked for a new administrator's link.");
        }

        ResetRequest.End(portal.DataFolder);
    }
}
