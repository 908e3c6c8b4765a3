/**
 * The inputs and outputs of the usual ComfyUI classes, so that a workflow can be understood while no server answers. One
 * line each: `Class: name:TYPE ...; ... -> OUTPUT ...`. After a name `?` is optional; after a class `!` gives the result
 * of a run; after a type `=` its default, `[least,most]`, `{choice|choice}`, `~` many lines, `+` a second widget.
 *
 * @source /object_info of ComfyUI 0.26.0, without texts, pictures and lists of model files
 */
export const CLASS_LINES = `
AddNoise: model:MODEL; noise:NOISE; sigmas:SIGMAS; latent_image:LATENT -> LATENT
BasicGuider: model:MODEL; conditioning:CONDITIONING -> GUIDER
BasicScheduler: model:MODEL; scheduler:COMBO; steps:INT=20[1,10000]; denoise:FLOAT=1[0,1] -> SIGMAS
BatchImagesNode: images:COMFY_AUTOGROW_V3 -> IMAGE
CFGGuider: model:MODEL; positive:CONDITIONING; negative:CONDITIONING; cfg:FLOAT=8[0,100] -> GUIDER
CLIPLoader: clip_name:COMBO; type:COMBO; device?:COMBO{default|cpu} -> CLIP
CLIPSetLastLayer: clip:CLIP; stop_at_clip_layer:INT=-1[-24,-1] -> CLIP
CLIPTextEncode: text:STRING~; clip:CLIP -> CONDITIONING
CLIPTextEncodeFlux: clip:CLIP; clip_l:STRING~; t5xxl:STRING~; guidance:FLOAT=3.5[0,100] -> CONDITIONING
CLIPTextEncodeSDXL: clip:CLIP; width:INT=1024[0,16384]; height:INT=1024[0,16384]; crop_w:INT=0[0,16384]; crop_h:INT=0[0,16384]; target_width:INT=1024[0,16384]; target_height:INT=1024[0,16384]; text_g:STRING~; text_l:STRING~ -> CONDITIONING
CLIPTextEncodeSDXLRefiner: ascore:FLOAT=6[0,1000]; width:INT=1024[0,16384]; height:INT=1024[0,16384]; text:STRING~; clip:CLIP -> CONDITIONING
CLIPVisionEncode: clip_vision:CLIP_VISION; image:IMAGE; crop:COMBO{center|none} -> CLIP_VISION_OUTPUT
CLIPVisionLoader: clip_name:COMBO -> CLIP_VISION
Canny: image:IMAGE; low_threshold:FLOAT=0.4[0.01,0.99]; high_threshold:FLOAT=0.8[0.01,0.99] -> IMAGE
CheckpointLoader: config_name:COMBO; ckpt_name:COMBO -> MODEL CLIP VAE
CheckpointLoaderSimple: ckpt_name:COMBO -> MODEL CLIP VAE
ComfyMathExpression: expression:STRING~; values:COMFY_AUTOGROW_V3 -> FLOAT INT BOOLEAN
ConditioningCombine: conditioning_1:CONDITIONING; conditioning_2:CONDITIONING -> CONDITIONING
ConditioningConcat: conditioning_to:CONDITIONING; conditioning_from:CONDITIONING -> CONDITIONING
ConditioningSetTimestepRange: conditioning:CONDITIONING; start:FLOAT=0[0,1]; end:FLOAT=1[0,1] -> CONDITIONING
ConditioningZeroOut: conditioning:CONDITIONING -> CONDITIONING
ControlNetApply: conditioning:CONDITIONING; control_net:CONTROL_NET; image:IMAGE; strength:FLOAT=1[0,10] -> CONDITIONING
ControlNetApplyAdvanced: positive:CONDITIONING; negative:CONDITIONING; control_net:CONTROL_NET; image:IMAGE; strength:FLOAT=1[0,10]; start_percent:FLOAT=0[0,1]; end_percent:FLOAT=1[0,1]; vae?:VAE -> CONDITIONING CONDITIONING
ControlNetLoader: control_net_name:COMBO -> CONTROL_NET
CreateVideo: images:IMAGE; fps:FLOAT=30[1,120]; audio?:AUDIO; bit_depth?:INT=8[8,10] -> VIDEO
DiffControlNetLoader: model:MODEL; control_net_name:COMBO -> CONTROL_NET
DifferentialDiffusion: model:MODEL; strength?:FLOAT=1[0,1] -> MODEL
DisableNoise:  -> NOISE
DualCFGGuider: model:MODEL; cond1:CONDITIONING; cond2:CONDITIONING; negative:CONDITIONING; cfg_conds:FLOAT=8[0,100]; cfg_cond2_negative:FLOAT=8[0,100]; style:COMBO{regular|nested} -> GUIDER
DualCLIPLoader: clip_name1:COMBO; clip_name2:COMBO; type:COMBO; device?:COMBO{default|cpu} -> CLIP
EmptyFlux2LatentImage: width:INT=1024[16,16384]; height:INT=1024[16,16384]; batch_size:INT=1[1,4096] -> LATENT
EmptyImage: width:INT=512[1,16384]; height:INT=512[1,16384]; batch_size:INT=1[1,4096]; color:INT=0[0,16777215] -> IMAGE
EmptyLatentImage: width:INT=512[16,16384]; height:INT=512[16,16384]; batch_size:INT=1[1,4096] -> LATENT
EmptySD3LatentImage: width:INT=1024[16,16384]; height:INT=1024[16,16384]; batch_size:INT=1[1,4096] -> LATENT
FluxGuidance: conditioning:CONDITIONING; guidance:FLOAT=3.5[0,100] -> CONDITIONING
FluxKontextImageScale: image:IMAGE -> IMAGE
FreeU_V2: model:MODEL; b1:FLOAT=1.3[0,10]; b2:FLOAT=1.4[0,10]; s1:FLOAT=0.9[0,10]; s2:FLOAT=0.2[0,10] -> MODEL
GetImageSize: image:IMAGE -> INT INT INT
ImageAddNoise: image:IMAGE; seed:INT=0[0,18446744073709551615]+; strength:FLOAT=0.5[0,1] -> IMAGE
ImageBatch: image1:IMAGE; image2:IMAGE -> IMAGE
ImageBlend: image1:IMAGE; image2:IMAGE; blend_factor:FLOAT=0.5[0,1]; blend_mode:COMBO{normal|multiply|screen|overlay|soft_light|difference} -> IMAGE
ImageBlur: image:IMAGE; blur_radius:INT=1[1,31]; sigma:FLOAT=1[0.1,10] -> IMAGE
ImageCompositeMasked: destination:IMAGE; source:IMAGE; x:INT=0[0,16384]; y:INT=0[0,16384]; resize_source:BOOLEAN=false; mask?:MASK -> IMAGE
ImageCrop: image:IMAGE; width:INT=512[1,16384]; height:INT=512[1,16384]; x:INT=0[0,16384]; y:INT=0[0,16384] -> IMAGE
ImageFlip: image:IMAGE; flip_method:COMBO -> IMAGE
ImageFromBatch: image:IMAGE; batch_index:INT=0[-16384,16384]; length:INT=1[1,4096] -> IMAGE
ImageInvert: image:IMAGE -> IMAGE
ImagePadForOutpaint: image:IMAGE; left:INT=0[0,16384]; top:INT=0[0,16384]; right:INT=0[0,16384]; bottom:INT=0[0,16384]; feathering:INT=40[0,16384] -> IMAGE MASK
ImageQuantize: image:IMAGE; colors:INT=256[1,256]; dither:COMBO{none|floyd-steinberg|bayer-2|bayer-4|bayer-8|bayer-16} -> IMAGE
ImageRotate: image:IMAGE; rotation:COMBO{none|90 degrees|180 degrees|270 degrees} -> IMAGE
ImageScale: image:IMAGE; upscale_method:COMBO{nearest-exact|bilinear|area|bicubic|lanczos}; width:INT=512[0,16384]; height:INT=512[0,16384]; crop:COMBO{disabled|center} -> IMAGE
ImageScaleBy: image:IMAGE; upscale_method:COMBO{nearest-exact|bilinear|area|bicubic|lanczos}; scale_by:FLOAT=1[0.01,8] -> IMAGE
ImageScaleToTotalPixels: image:IMAGE; upscale_method:COMBO{nearest-exact|bilinear|area|bicubic|lanczos}; megapixels:FLOAT=1[0.01,16]; resolution_steps:INT=1[1,256] -> IMAGE
ImageSharpen: image:IMAGE; sharpen_radius:INT=1[1,31]; sigma:FLOAT=1[0.1,10]; alpha:FLOAT=1[0,5] -> IMAGE
ImageToMask: image:IMAGE; channel:COMBO{red|green|blue|alpha} -> MASK
ImageUpscaleWithModel: upscale_model:UPSCALE_MODEL; image:IMAGE -> IMAGE
InpaintModelConditioning: positive:CONDITIONING; negative:CONDITIONING; vae:VAE; pixels:IMAGE; mask:MASK; noise_mask:BOOLEAN=true -> CONDITIONING CONDITIONING LATENT
InvertMask: mask:MASK -> MASK
JoinImageWithAlpha: image:IMAGE; alpha:MASK -> IMAGE
KSampler: model:MODEL; seed:INT=0[0,18446744073709551615]+; steps:INT=20[1,10000]; cfg:FLOAT=8[0,100]; sampler_name:COMBO; scheduler:COMBO; positive:CONDITIONING; negative:CONDITIONING; latent_image:LATENT; denoise:FLOAT=1[0,1] -> LATENT
KSamplerAdvanced: model:MODEL; add_noise:COMBO{enable|disable}; noise_seed:INT=0[0,18446744073709551615]+; steps:INT=20[1,10000]; cfg:FLOAT=8[0,100]; sampler_name:COMBO; scheduler:COMBO; positive:CONDITIONING; negative:CONDITIONING; latent_image:LATENT; start_at_step:INT=0[0,10000]; end_at_step:INT=10000[0,10000]; return_with_leftover_noise:COMBO{disable|enable} -> LATENT
KSamplerSelect: sampler_name:COMBO -> SAMPLER
KarrasScheduler: steps:INT=20[1,10000]; sigma_max:FLOAT=14.614642[0,5000]; sigma_min:FLOAT=0.0291675[0,5000]; rho:FLOAT=7[0,100] -> SIGMAS
LatentBlend: samples1:LATENT; samples2:LATENT; blend_factor:FLOAT=0.5[0,1] -> LATENT
LatentFromBatch: samples:LATENT; batch_index:INT=0[-16384,16384]; length:INT=1[1,64] -> LATENT
LatentInterpolate: samples1:LATENT; samples2:LATENT; ratio:FLOAT=1[0,1] -> LATENT
LatentUpscale: samples:LATENT; upscale_method:COMBO{nearest-exact|bilinear|area|bicubic|bislerp}; width:INT=512[0,16384]; height:INT=512[0,16384]; crop:COMBO{disabled|center} -> LATENT
LatentUpscaleBy: samples:LATENT; upscale_method:COMBO{nearest-exact|bilinear|area|bicubic|bislerp}; scale_by:FLOAT=1.5[0.01,8] -> LATENT
LoadImage: image:COMBO+ -> IMAGE MASK
LoadImageMask: image:COMBO+; channel:COMBO{alpha|red|green|blue} -> MASK
LoadImageOutput: image:COMBO+ -> IMAGE MASK
LoadLatent: latent:COMBO -> LATENT
LoraLoader: model:MODEL; clip:CLIP; lora_name:COMBO; strength_model:FLOAT=1[-100,100]; strength_clip:FLOAT=1[-100,100] -> MODEL CLIP
LoraLoaderModelOnly: model:MODEL; lora_name:COMBO; strength_model:FLOAT=1[-100,100] -> MODEL
LoraSave!: filename_prefix:STRING; rank:INT=8[1,4096]; lora_type:COMBO{standard|full_diff}; bias_diff:BOOLEAN=true; model_diff?:MODEL; text_encoder_diff?:CLIP ->
MaskToImage: mask:MASK -> IMAGE
ModelSamplingAuraFlow: model:MODEL; shift:FLOAT=1.73[0,100] -> MODEL
ModelSamplingDiscrete: model:MODEL; sampling:COMBO{eps|v_prediction|lcm|x0|img_to_img|img_to_img_flow}; zsnr:BOOLEAN=false -> MODEL
ModelSamplingFlux: model:MODEL; max_shift:FLOAT=1.15[0,100]; base_shift:FLOAT=0.5[0,100]; width:INT=1024[16,16384]; height:INT=1024[16,16384] -> MODEL
ModelSamplingSD3: model:MODEL; shift:FLOAT=3[0,100] -> MODEL
PreviewAny!: source:* -> STRING
PreviewImage!: images:IMAGE -> IMAGE
PrimitiveBoolean: value:BOOLEAN -> BOOLEAN
PrimitiveFloat: value:FLOAT[-9223372036854775807,9223372036854775807] -> FLOAT
PrimitiveInt: value:INT[-9223372036854775807,9223372036854775807]+ -> INT
PrimitiveString: value:STRING -> STRING
PrimitiveStringMultiline: value:STRING~ -> STRING
RandomNoise: noise_seed:INT=0[0,18446744073709551615]+ -> NOISE
ReferenceLatent: conditioning:CONDITIONING; latent?:LATENT -> CONDITIONING
RepeatImageBatch: image:IMAGE; amount:INT=1[1,4096] -> IMAGE
RepeatLatentBatch: samples:LATENT; amount:INT=1[1,64] -> LATENT
ResizeAndPadImage: image:IMAGE; target_width:INT=512[1,16384]; target_height:INT=512[1,16384]; padding_color:COMBO{white|black}; interpolation:COMBO{area|bicubic|nearest-exact|bilinear|lanczos} -> IMAGE
SDTurboScheduler: model:MODEL; steps:INT=1[1,10]; denoise:FLOAT=1[0,1] -> SIGMAS
SamplerCustom: model:MODEL; add_noise:BOOLEAN=true; noise_seed:INT=0[0,18446744073709551615]+; cfg:FLOAT=8[0,100]; positive:CONDITIONING; negative:CONDITIONING; sampler:SAMPLER; sigmas:SIGMAS; latent_image:LATENT -> LATENT LATENT
SamplerCustomAdvanced: noise:NOISE; guider:GUIDER; sampler:SAMPLER; sigmas:SIGMAS; latent_image:LATENT -> LATENT LATENT
SamplerLCM: s_noise:FLOAT=1[0,64]; s_noise_end:FLOAT=1[0,64]; noise_clip_std:FLOAT=0[0,10] -> SAMPLER
SaveAnimatedPNG!: images:IMAGE; filename_prefix:STRING; fps:FLOAT=6[0.01,1000]; compress_level:INT=4[0,9] -> IMAGE
SaveAnimatedWEBP!: images:IMAGE; filename_prefix:STRING; fps:FLOAT=6[0.01,1000]; lossless:BOOLEAN=true; quality:INT=80[0,100]; method:COMBO{default|fastest|slowest} -> IMAGE
SaveImage!: images:IMAGE; filename_prefix:STRING -> IMAGE
SaveLatent!: samples:LATENT; filename_prefix:STRING -> LATENT
SaveVideo!: video:VIDEO; filename_prefix:STRING; format:COMBO{auto|mp4}; codec:COMBO{auto|h264} -> VIDEO
SetLatentNoiseMask: samples:LATENT; mask:MASK -> LATENT
SetUnionControlNetType: control_net:CONTROL_NET; type:COMBO -> CONTROL_NET
SolidMask: value:FLOAT=1[0,1]; width:INT=512[1,16384]; height:INT=512[1,16384] -> MASK
SplitImageWithAlpha: image:IMAGE -> IMAGE MASK
SplitSigmas: sigmas:SIGMAS; step:INT=0[0,10000] -> SIGMAS SIGMAS
SplitSigmasDenoise: sigmas:SIGMAS; denoise:FLOAT=1[0,1] -> SIGMAS SIGMAS
StringConcatenate: string_a:STRING~; string_b:STRING~; delimiter:STRING -> STRING
StyleModelLoader: style_model_name:COMBO -> STYLE_MODEL
TextEncodeQwenImageEdit: clip:CLIP; prompt:STRING~; vae?:VAE; image?:IMAGE -> CONDITIONING
TripleCLIPLoader: clip_name1:COMBO; clip_name2:COMBO; clip_name3:COMBO -> CLIP
UNETLoader: unet_name:COMBO; weight_dtype:COMBO{default|fp8_e4m3fn|fp8_e4m3fn_fast|fp8_e5m2} -> MODEL
UpscaleModelLoader: model_name:COMBO -> UPSCALE_MODEL
VAEDecode: samples:LATENT; vae:VAE -> IMAGE
VAEDecodeTiled: samples:LATENT; vae:VAE; tile_size:INT=512[64,4096]; overlap:INT=64[0,4096]; temporal_size:INT=64[8,4096]; temporal_overlap:INT=8[4,4096] -> IMAGE
VAEEncode: pixels:IMAGE; vae:VAE -> LATENT
VAEEncodeForInpaint: pixels:IMAGE; vae:VAE; mask:MASK; grow_mask_by:INT=6[0,64] -> LATENT
VAEEncodeTiled: pixels:IMAGE; vae:VAE; tile_size:INT=512[64,4096]; overlap:INT=64[0,4096]; temporal_size:INT=64[8,4096]; temporal_overlap:INT=8[4,4096] -> LATENT
VAELoader: vae_name:COMBO -> VAE
unCLIPCheckpointLoader: ckpt_name:COMBO -> MODEL CLIP VAE CLIP_VISION
`;
