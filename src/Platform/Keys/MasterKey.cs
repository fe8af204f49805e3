using System.Security.Cryptography;
using Sakimori.Kernel;

namespace Sakimori.Platform.Keys;

/// <summary>Where the master key is.</summary>
/// <param name="File">The file's full path; null where there is none, and nothing can be signed.</param>
/// <param name="MayMake">True when the portal makes it at first need: in its own data folder.</param>
public sealed record MasterKeySettings(string? File, bool MayMake)
{
    /// <summary>The file's name in a data folder.</summary>
    public const string FileName = "master.key";

    /// <summary>The name of the systemd credential that holds it: <c>LoadCredential=sakimori-master-key:…</c>.</summary>
    public const string CredentialName = "sakimori-master-key";
}

/// <summary>
/// The key that seals private keys in the database (AES-256-GCM). It is never in the database itself: a file whose first line is 32
/// random bytes in base64, readable by its owner alone.
/// </summary>
public sealed class MasterKey(MasterKeySettings settings)
{
    /// <summary>Behind the file's name while the key is being rotated: one of the two opens what is sealed, whenever a rotation was cut short.</summary>
    internal const string Next = ".next";

    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Length = 32;

    private static readonly Text Lost = new(
        "失われて戻せないときは、サーバーを止めて sakimori keys rotate-master --lost を実行してください。", "If it is lost for good, stop the server and run sakimori keys rotate-master --lost.");

    /// <summary>The file's path; null where there is none.</summary>
    public string? File => settings.File;

    /// <summary>Seals a secret under a label: nonce, tag and ciphertext. Fails when there is no master key, or it cannot be read.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="label">What it is; to be given again when it is opened.</param>
    /// <param name="first">True when nothing is sealed yet, so that the master key may be made now.</param>
    internal Outcome<byte[]> Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> label, bool first)
    {
        var read = Read(File, first);
        if (read.Failure is { } missing)
            return missing;
        var sealedSecret = new byte[Nonce + Tag + secret.Length];
        RandomNumberGenerator.Fill(sealedSecret.AsSpan(0, Nonce));
        using var cipher = new AesGcm(read.Value, Tag);
        cipher.Encrypt(sealedSecret.AsSpan(0, Nonce), secret, sealedSecret.AsSpan(Nonce + Tag), sealedSecret.AsSpan(Nonce, Tag), label);
        CryptographicOperations.ZeroMemory(read.Value);
        return sealedSecret;
    }

    /// <summary>Opens what was sealed under the same label. Fails when the master key is missing or another one.</summary>
    internal Outcome<byte[]> Open(ReadOnlySpan<byte> sealedSecret, ReadOnlySpan<byte> label)
    {
        var opened = Open(File, sealedSecret, label);
        if (opened.Succeeded || File is null || !System.IO.File.Exists(File + Next))
            return opened;
        var next = Open(File + Next, sealedSecret, label);
        return next.Succeeded ? next : opened;
    }

    private Outcome<byte[]> Open(string? file, ReadOnlySpan<byte> sealedSecret, ReadOnlySpan<byte> label)
    {
        var read = Read(file, mayMake: false);
        if (read.Failure is { } missing)
            return missing;
        try
        {
            var secret = new byte[sealedSecret.Length - Nonce - Tag];
            using var cipher = new AesGcm(read.Value, Tag);
            cipher.Decrypt(sealedSecret[..Nonce], sealedSecret[(Nonce + Tag)..], sealedSecret.Slice(Nonce, Tag), secret, label);
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return new Failure(FailureKind.Unavailable, new(
                $"マスター鍵 {File} は、鍵を保存したときのものではありません。元のファイルを保管先から戻してください。{Lost.Ja}",
                $"The master key {File} is not the one under which keys were kept. Put the original file back. {Lost.En}"));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(read.Value);
        }
    }

    /// <summary>The failure of a master key that is missing, malformed or cannot be read; null when it can be used.</summary>
    internal Failure? Check()
    {
        var read = Read(File, mayMake: false);
        if (read.Succeeded)
            CryptographicOperations.ZeroMemory(read.Value);
        return read.Failure;
    }

    private Outcome<byte[]> Read(string? file, bool mayMake)
    {
        if (file is null)
            return new Failure(FailureKind.Unavailable, new("マスター鍵の場所が設定されていないため、署名できません。", "No master key is set, so nothing can be signed."));
        try
        {
            if (mayMake && settings.MayMake && !System.IO.File.Exists(file))
                Make(file);
            using var reader = new StreamReader(file);
            var bytes = new byte[Length];
            if (Convert.TryFromBase64String(reader.ReadLine()?.Trim() ?? "", bytes, out var written) && written == Length)
                return bytes;
            return new Failure(FailureKind.Unavailable, new(
                $"マスター鍵 {File} の形式が正しくありません。1行目に、32バイトの値を base64 で書いたファイルを置いてください。",
                $"The master key {File} is malformed. Its first line must be 32 bytes in base64."));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Failure(FailureKind.Unavailable, new(
                $"マスター鍵 {File} がないため、保存されている鍵を使えません。保管先から戻してください。{Lost.Ja}",
                $"The master key {File} is missing, so the stored keys cannot be used. Put it back from where it is kept. {Lost.En}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Failure(FailureKind.Unavailable, new(
                $"マスター鍵 {File} を読み書きできません（{error.Message}）。", $"The master key {File} cannot be read or written ({error.Message})."));
        }
    }

    // Under its name only when it is whole, and never in the place of one that is there.
    private static void Make(string file)
    {
        var part = file + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(part, options))
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(part, file, overwrite: false);
    }
}
